"""What facts are made of, one module a subject: each takes a document and gives plain data."""
