-- Claims go by a platform of its own, and then in this order.
CREATE INDEX announcement_lane ON announcement (platform, next_at, priority, id)
  WHERE state IN ('pending', 'leased', 'sending');

--bun:split

-- What a process had claimed when it died is found at the next start without looking through everything.
CREATE INDEX announcement_leased ON announcement (id) WHERE state = 'leased';

--bun:split

-- announcement_due_in_order begins with the same columns.
DROP INDEX announcement_due;
