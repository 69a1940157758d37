-- Claims go by these three in this order; without the last one every claim sorts all that is due at one instant.
CREATE INDEX IF NOT EXISTS announcement_due_in_order ON announcement (next_at, priority, id)
  WHERE state IN ('pending', 'leased', 'sending');
