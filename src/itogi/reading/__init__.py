"""Reading: pages, plain text and JSONL → `Article`."""
