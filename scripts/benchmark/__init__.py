"""The benchmark of Gongkai: a seeded corpus, timed builds, peers, and tables."""
