"""What follows from a fit: one function per question, each giving a small result object."""
