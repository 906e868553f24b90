"""Whom an installation trusts: roots and lists, admission, this node's own list and keys."""
