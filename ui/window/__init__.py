"""The main window: its title, menus, actions and status line, and 关于勾稽."""
