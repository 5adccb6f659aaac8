"""The parts of the engine that reads every document (``archive.search.scan``); nothing else imports them. All pure."""
