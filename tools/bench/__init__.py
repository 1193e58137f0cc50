"""`make bench`: what each kind of work costs, beside a bare Django view of the same shape, in one run."""
