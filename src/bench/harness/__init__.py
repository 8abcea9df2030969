"""Measures bedrock and what people use today, in one run on one machine."""
