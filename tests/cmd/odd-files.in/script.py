# C.G.S. § 53a-192a is a class B felony.
