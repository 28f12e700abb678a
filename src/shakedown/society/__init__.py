"""What a society is: its rules (dials), its levers (schedules), and the case that joins them to evidence."""
