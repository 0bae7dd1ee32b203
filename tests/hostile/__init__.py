"""What an enemy sends: bad requests, injections, personal data, canaries.

Everything here is made by our own generators from data of our own, so that a test knows what it
planted and never has to ask the code under test. Short parts run in CI; each long one has a
command: see CONTRIBUTING, "The hostile kit".
"""
