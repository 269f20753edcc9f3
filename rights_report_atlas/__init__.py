"""The Atlas as an installed program: everything that a checkout has at its top level lies below this package."""
