"""The picture in docs/architecture.md, drawn from the code; `python -m tests.architecture` draws it anew."""
