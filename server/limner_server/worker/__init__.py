"""The server's child process, which holds Tesseract and Chromium warm and does the tasks."""
