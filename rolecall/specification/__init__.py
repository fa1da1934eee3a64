"""The words that generators write and the runtime obeys: types, schema, traits."""
