"""Store: coded articles in SQLite or PostgreSQL, each row with the words that it rests on."""

from itogi.store.archive import Added, Store, StoreCounts, StoredArticle
from itogi.store.opening import StoreError, default_path
from itogi.store.stories import cluster

__all__ = [
    "Added",
    "Store",
    "StoreCounts",
    "StoreError",
    "StoredArticle",
    "cluster",
    "default_path",
]
