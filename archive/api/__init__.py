"""The archive over REST, and what every app's API is made of: endpoints, problems, pages, strict JSON, conditions."""
