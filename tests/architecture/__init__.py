"""The rules of the house, each able to find its own counter-examples; `tests/test_architecture.py` applies them."""
