"""Cases of JavaScript and TypeScript: what to call, with what."""
