"""Files of saved articles.

saved                pages, and which kind a file is
saved_mail           mails and mailboxes
saved_json           lines of JSON
"""
