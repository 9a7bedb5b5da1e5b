;;; hands.el --- What a user of Emacs does, for tests  -*- lexical-binding: t; -*-

(require 'eglot)
(setq eglot-sync-connect t
      eglot-connect-timeout 60
      make-backup-files nil
      vc-follow-symlinks t)

(defvar hands-answer nil "What is chosen where something is asked.")
(defvar hands-asked nil "What was asked, the last first.")

(setq completing-read-function
      (lambda (prompt choices &rest _)
        (push prompt hands-asked)
        (or (seq-find (lambda (choice) (equal choice hands-answer))
                      (all-completions "" choices))
            (error "There is no %S among %S" hands-answer (all-completions "" choices)))))

(advice-add 'y-or-n-p :override (lambda (prompt) (push prompt hands-asked) t))

(defun hands-begin (settings)
  "Forget what was told and asked; servers that start have SETTINGS."
  (let ((inhibit-read-only t))
    (with-current-buffer (messages-buffer) (erase-buffer)))
  (setq hands-answer nil hands-asked nil)
  (setq-default eglot-workspace-configuration settings))

(defun hands-trust ()
  "Have servers that start run code unasked."
  (setq-default eglot-workspace-configuration '(:limner (:model "none" :trusted "always"))))

(defun hands-end ()
  "End the servers, and leave what they have changed."
  (dolist (server (apply #'append (hash-table-values eglot--servers-by-project)))
    ;; Some versions of Eglot let go twice of a buffer that they follow.
    (ignore-errors (eglot-shutdown server)))
  (dolist (buffer (buffer-list))
    (when (buffer-file-name buffer)
      (with-current-buffer buffer (set-buffer-modified-p nil))
      (ignore-errors (kill-buffer buffer)))))

(defun hands-open (file)
  "Visit FILE, with Limner."
  (switch-to-buffer (find-file-noselect file))
  (unless (eglot-current-server)
    (apply #'eglot (eglot--guess-contact))))

(defun hands-at (text)
  "Put point on the first TEXT."
  (goto-char (point-min))
  (search-forward text)
  (goto-char (match-beginning 0)))

(defun hands-offered ()
  "The titles of the code actions at point."
  (mapcar (lambda (action) (plist-get action :title)) (eglot-code-actions (point) (point))))

(defun hands-choose (title)
  "Choose the code action TITLE at point."
  (let ((last-nonmenu-event ?\r) (hands-answer title))
    (eglot-code-actions (point) (point) nil t)))

(defun hands-undo ()
  "Undo once; a key press would have set the boundary."
  (undo-boundary)
  (undo))

(defun hands-copy (file)
  "Keep what the buffer says in FILE."
  (let ((coding-system-for-write 'utf-8-unix))
    (write-region nil nil file nil 'quiet)))

(defun hands-log ()
  "What was told."
  (with-current-buffer (messages-buffer) (buffer-string)))

;;; hands.el ends here
