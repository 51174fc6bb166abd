;;; lawlint-eglot.el --- lawlint through Eglot  -*- lexical-binding: t; -*-

;; For Emacs 29 and later, which come with Eglot, and for older ones with the package eglot.
;; Documents in Markdown need the package markdown-mode.

;;; Code:

(require 'eglot)
(require 'project)

(defvar lawlint-options nil
  "What lawlint is asked to do, as a property list.
For example (:asOf \"2022-08-01\" :ignore [\"cite-form\"]).")

(defun lawlint--options (_server)
  "The options, with what suits a document that belongs to no project."
  (if (project-current)
      lawlint-options
    ;; Nobody asked to check what lies beside a lone document, which may be a whole home folder.
    (append lawlint-options '(:workspace :json-false))))

(defconst lawlint--program '("lawlint" "server" :initializationOptions lawlint--options))

(add-to-list 'eglot-server-programs `((markdown-mode :language-id "markdown") . ,lawlint--program))
;; Many modes are descendants of `text-mode', so what is said of those has to come first.
(add-to-list 'eglot-server-programs `((text-mode :language-id "plaintext") . ,lawlint--program) t)

(defun lawlint--start ()
  "Start lawlint if this is a document of a kind that it reads."
  (when (memq major-mode '(text-mode markdown-mode gfm-mode))
    (eglot-ensure)))

(add-hook 'text-mode-hook #'lawlint--start)

(define-key eglot-mode-map (kbd "C-c l a") #'eglot-code-actions)
(define-key eglot-mode-map (kbd "C-c l h") #'eldoc)
(define-key eglot-mode-map (kbd "C-c l l") #'flymake-show-buffer-diagnostics)
(define-key eglot-mode-map (kbd "C-c l n") #'flymake-goto-next-error)
(define-key eglot-mode-map (kbd "C-c l p") #'flymake-goto-prev-error)

(provide 'lawlint-eglot)
;;; lawlint-eglot.el ends here
