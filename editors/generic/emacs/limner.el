;;; limner.el --- Limner in Emacs, with Eglot  -*- lexical-binding: t; -*-

;; Copy the first form into your init file, and of the rest what you like.  Emacs 29 and newer come
;; with Eglot; before, `M-x package-install RET eglot'.

(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs
               '(((html-mode :language-id "html")
                  (markdown-mode :language-id "markdown")
                  (python-mode :language-id "python")
                  (python-ts-mode :language-id "python")
                  (js-mode :language-id "javascript")
                  (js-ts-mode :language-id "javascript")
                  (typescript-ts-mode :language-id "typescript")
                  (tsx-ts-mode :language-id "typescriptreact")
                  (web-mode :language-id "web")
                  (vue-mode :language-id "vue"))
                 . ("limner" "lsp")))
  ;; The edits are those that you asked for; `undo' takes one back as a whole.
  (setq-default eglot-confirm-server-edits nil            ; Eglot 1.16 and newer
                eglot-confirm-server-initiated-edits nil)) ; before

;;; Commands, beside the code actions (`M-x eglot-code-actions')

(require 'jsonrpc)
(declare-function eglot-current-server "eglot")

(defun limner-run (command &rest arguments)
  "Have the server run COMMAND here, with ARGUMENTS as a property list.
Emacs does not wait: what comes of it arrives as an edit and a message."
  (jsonrpc-async-request
   (or (eglot-current-server) (user-error "No Limner here: start it with M-x eglot"))
   :workspace/executeCommand
   (list :command command
         :arguments (vector (append (list :uri (expand-file-name buffer-file-name))
                                    arguments)))
   :success-fn #'ignore
   :error-fn (lambda (trouble) (message "Limner: %s" (plist-get trouble :message)))
   ;; After the changes of the buffer, which Eglot sends a moment later.
   :deferred 'limner))

(defun limner--lines ()
  "The lines of the region, or that of point."
  (if (use-region-p)
      (vector (line-number-at-pos (region-beginning) t) (line-number-at-pos (region-end) t))
    (make-vector 2 (line-number-at-pos nil t))))

(defun limner-paste ()
  "Code from the picture on the clipboard, above the line of point."
  (interactive)
  (limner-run "limner.code" :lines (limner--lines)))

(defun limner-code (image)
  "Code from the picture in the file IMAGE, above the line of point."
  (interactive "fCode from the picture: ")
  (limner-run "limner.code" :lines (limner--lines) :image (expand-file-name image)))

(defun limner-fix ()
  "Fix the function at point, so that its tests pass."
  (interactive)
  (limner-run "limner.fix" :lines (limner--lines)))

(defun limner-test ()
  "Write tests for the function or class at point."
  (interactive)
  (limner-run "limner.test" :lines (limner--lines)))

(defun limner-document ()
  "Document the function or class at point."
  (interactive)
  (limner-run "limner.doc" :lines (limner--lines)))

(defun limner-generate (what)
  "Write code from WHAT, in words, above the line of point."
  (interactive "sGenerate: ")
  (limner-run "limner.generate" :what what :lines (limner--lines)))

(defun limner-locate ()
  "Find the source of the picture on the clipboard."
  (interactive)
  (limner-run "limner.locate" :clipboard t))

(defun limner-ask (question)
  "Answer QUESTION about the code."
  (interactive "sAsk: ")
  (limner-run "limner.ask" :question question))

(defun limner-tune ()
  "Have an adapter learn from this workspace; the plan is shown first."
  (interactive)
  (limner-run "limner.tune"))

(defun limner-stop ()
  "Stop what Limner is doing."
  (interactive)
  (limner-run "limner.cancel"))

(defvar limner-map
  (let ((map (make-sparse-keymap)))
    (define-key map "p" #'limner-paste)
    (define-key map "c" #'limner-code)
    (define-key map "f" #'limner-fix)
    (define-key map "t" #'limner-test)
    (define-key map "d" #'limner-document)
    (define-key map "g" #'limner-generate)
    (define-key map "l" #'limner-locate)
    (define-key map "a" #'limner-ask)
    (define-key map "n" #'limner-tune)
    (define-key map "x" #'limner-stop)
    map)
  "Keys of Limner; below, they follow `C-c l'.")

(defvar eglot-mode-map)
(with-eval-after-load 'eglot
  (define-key eglot-mode-map (kbd "C-c l") limner-map))

;;; limner.el ends here
