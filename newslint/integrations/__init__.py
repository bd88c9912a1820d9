"""Other programs that newslint works with; each module is imported only when it is asked for."""
