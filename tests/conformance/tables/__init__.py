"""Tables of conformance cases, one module a subject; `regenerate.py` turns them into scripts."""
