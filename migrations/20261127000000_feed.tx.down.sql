-- Takes away: the links by which people's calendars read their meetings; everybody has to get a new one.
DROP TABLE feed;
