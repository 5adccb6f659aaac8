"""Articles over REST in every format there is: one address, and the Accept header says which."""
