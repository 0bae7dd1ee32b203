"""Edits of a draft whose effect on its meaning is known without asking any guardrail."""
