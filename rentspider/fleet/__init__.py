"""Many sites and archives on many machines: Dask hands them out, one a task; each is done by the ordinary commands."""
