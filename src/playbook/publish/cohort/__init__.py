"""What a group found hard, from the records and forms that people chose to hand in."""
