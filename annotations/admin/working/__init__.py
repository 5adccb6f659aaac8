"""The pages around annotating: a person's queue, sharing articles out, progress, guidelines."""
