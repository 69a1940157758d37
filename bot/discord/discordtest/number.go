package discordtest

// numbered returns the rows as Discord keeps them: every component has a number, every menu its bounds.
func numbered(rows []component) []component {
	next := 0
	var walk func([]component) []component
	walk = func(parts []component) []component {
		var kept []component
		for _, c := range parts {
			next++
			c.ID = next
			c.Components = walk(c.Components)
			if c.Type == typeSelect || c.Type == typeUserSelect {
				low, high := bound(c.MinValues, 1), bound(c.MaxValues, 1)
				c.MinValues, c.MaxValues = &low, &high
			}
			kept = append(kept, c)
		}
		return kept
	}
	return walk(rows)
}
