"""JSDoc and TSDoc: JavaScript and TypeScript brought into the form in which facts are read."""
