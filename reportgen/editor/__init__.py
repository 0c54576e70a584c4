"""What the editor of a pack works with: next year's copy, a proof of the pack, the handbook."""
