package cases

import "posmedic/flows"

// NetworkFirst returns where the walk stood when the network check was first through: whether it came back or the
// walk ended in it. The network check of today is in book.Resolve(c.Walk); where nothing was asked again, both are
// the same. found is false while the check is under way, and where there is none.
func (c Case) NetworkFirst(book *flows.Book) (first flows.State, found bool, err error) {
	walk := flows.Walk{Flow: c.Walk.Flow, Hash: c.Walk.Hash, Cursor: flows.AtFrontier}
	for _, answer := range c.Given {
		walk = walk.With(answer)
		state, err := book.Resolve(walk)
		if err != nil {
			return flows.State{}, false, err
		}
		if state.NetworkPassed || state.NetworkChecked && state.Outcome != nil {
			return state, true, nil
		}
	}
	return flows.State{}, false, nil
}
