"""What alembic runs: the migrations, in the transaction that `api.storage.migrating` holds."""

from alembic import context

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=context.config.attributes.get("metadata"),
)
context.run_migrations()
