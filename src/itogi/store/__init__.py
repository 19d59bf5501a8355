"""Store: coded articles in SQLite or PostgreSQL, each row with the words that it rests on."""

from itogi.store.archive import Added, Store, StoreCounts, StoredArticle
from itogi.store.opening import StoreError, default_path
from itogi.store.rows import actor_codes
from itogi.store.stories import cluster

__all__ = [
    "Added",
    "Store",
    "StoreCounts",
    "StoreError",
    "StoredArticle",
    "actor_codes",
    "cluster",
    "default_path",
]
