"""What an edition says otherwise than the one before it: numbers, revisions with reasons, sentences and figures."""
