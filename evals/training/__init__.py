"""How the weights of `api.domain.weighing` are fitted on labelled rewrites, and how well."""
