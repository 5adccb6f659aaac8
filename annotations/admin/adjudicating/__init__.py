"""The page on which a curator decides between annotators' versions."""
