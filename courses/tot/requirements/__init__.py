"""What one person must have done before a Task Force decides on the trainer's certificate (curriculum A4)."""
