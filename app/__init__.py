"""What a user can do, without Qt: assess, import, export, finalise; the window and the commands are thin over it."""
