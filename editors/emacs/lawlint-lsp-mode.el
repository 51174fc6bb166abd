;;; lawlint-lsp-mode.el --- lawlint through lsp-mode  -*- lexical-binding: t; -*-

;; For Emacs with the packages lsp-mode and markdown-mode.

;;; Code:

(require 'flymake)
(require 'lsp-mode)

(defvar lawlint-options nil
  "What lawlint is asked to do, as a property list.
For example (:asOf \"2022-08-01\" :ignore [\"cite-form\"]).")

(dolist (option '("asOf" "select" "ignore" "config" "inlayHints" "codeLens" "workspace"))
  (lsp-register-custom-settings
   `((,(concat "lawlint." option)
      ,(lambda () (plist-get lawlint-options (intern (concat ":" option))))))))

(lsp-register-client
 (make-lsp-client
  :server-id 'lawlint
  :new-connection (lsp-stdio-connection '("lawlint" "server"))
  :major-modes '(text-mode markdown-mode gfm-mode)
  :add-on? t
  ;; lsp-mode counts characters, but older versions do not say so; then every place behind an emoji would be wrong.
  :custom-capabilities '((general . ((positionEncodings . ["utf-32"]))))))

(add-to-list 'lsp-language-id-configuration '(gfm-mode . "markdown"))

(defun lawlint--start ()
  "Start lawlint if this is a document of a kind that it reads."
  (when (memq major-mode '(text-mode markdown-mode gfm-mode))
    (lsp-deferred)))

(add-hook 'text-mode-hook #'lawlint--start)

(define-key lsp-mode-map (kbd "C-c l a") #'lsp-execute-code-action)
(define-key lsp-mode-map (kbd "C-c l h") #'lsp-describe-thing-at-point)
(define-key lsp-mode-map (kbd "C-c l l") #'flymake-show-buffer-diagnostics)
(define-key lsp-mode-map (kbd "C-c l n") #'flymake-goto-next-error)
(define-key lsp-mode-map (kbd "C-c l p") #'flymake-goto-prev-error)

(provide 'lawlint-lsp-mode)
;;; lawlint-lsp-mode.el ends here
