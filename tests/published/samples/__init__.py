"""Documents that say right and wrong things about statutes, in the formats in which such documents are published."""
