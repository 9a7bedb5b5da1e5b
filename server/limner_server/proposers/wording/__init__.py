"""Words become a page: parts are read off them, and composed as a person would."""
