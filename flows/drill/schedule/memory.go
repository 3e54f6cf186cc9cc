// Package schedule says when a drill is due again: FSRS-6, from its published formulas and default parameters.
//
// It must never read a clock, store anything or know what a drill is about: callers bring the time, the grade and
// the reviews that were. No Go library for FSRS-6 can be had from the module proxy.
package schedule

import "math"

// Grade is how well a drill went.
type Grade int

// The grades, the worst first.
const (
	Again Grade = iota + 1
	Hard
	Good
	Easy
)

// weights are w0 to w20, the default parameters of FSRS-6. The figures that the reference is tested by were worked out
// with parameters and memory in single precision, and their last digits show it: so both are rounded to it here.
var weights = single([21]float64{
	0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796,
	1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
})

func single(numbers [21]float64) [21]float64 {
	for i, number := range numbers {
		numbers[i] = float64(float32(number))
	}
	return numbers
}

// factor makes the retrievability 0.9 when as many days have gone by as the stability says.
var factor = math.Pow(0.9, -1/weights[20]) - 1

const leastStability = 0.001 // days

// Memory is how well something is remembered. The zero value is something never drilled.
type Memory struct {
	Stability  float64 // days until the chance to know it has fallen to 0.9; at least 0.001
	Difficulty float64 // from 1 to 10
}

// Retrievability is the chance to know it after so many days.
func (m Memory) Retrievability(days float64) float64 {
	return math.Pow(1+factor*days/m.Stability, -weights[20])
}

// interval is the days, not rounded, after which the retrievability has fallen to retention.
func (m Memory) interval(retention float64) float64 {
	return m.Stability / factor * (math.Pow(retention, -1/weights[20]) - 1)
}

// first is the memory after the first review.
func first(grade Grade) Memory {
	return remembered(weights[grade-1], firstDifficulty(grade))
}

// next is the memory after a review so many whole days after the one before; 0 is the same day.
func (m Memory) next(grade Grade, days int) Memory {
	stability := m.sameDay(grade)
	switch {
	case days < 1:
	case grade == Again:
		stability = m.forgotten(days)
	default:
		stability = m.recalled(grade, days)
	}
	return remembered(stability, m.nextDifficulty(grade))
}

// remembered keeps a memory within its ranges.
func remembered(stability, difficulty float64) Memory {
	return Memory{
		Stability:  float64(float32(max(stability, leastStability))),
		Difficulty: float64(float32(min(max(difficulty, 1), 10))),
	}
}

// firstDifficulty is not clamped: where a difficulty is drawn back, it is towards the unclamped one.
func firstDifficulty(grade Grade) float64 {
	return weights[4] - math.Exp(weights[5]*float64(grade-1)) + 1
}

func (m Memory) nextDifficulty(grade Grade) float64 {
	moved := m.Difficulty - weights[6]*float64(grade-Good)*(10-m.Difficulty)/9
	return weights[7]*firstDifficulty(Easy) + (1-weights[7])*moved
}

func (m Memory) recalled(grade Grade, days int) float64 {
	growth := math.Exp(weights[8]) * (11 - m.Difficulty) * math.Pow(m.Stability, -weights[9]) *
		(math.Exp(weights[10]*(1-m.Retrievability(float64(days)))) - 1)
	switch grade {
	case Hard:
		growth *= weights[15]
	case Easy:
		growth *= weights[16]
	case Again, Good:
	}
	return m.Stability * (1 + growth)
}

func (m Memory) forgotten(days int) float64 {
	longTerm := weights[11] * math.Pow(m.Difficulty, -weights[12]) * (math.Pow(m.Stability+1, weights[13]) - 1) *
		math.Exp(weights[14]*(1-m.Retrievability(float64(days))))
	return min(longTerm, m.Stability/math.Exp(weights[17]*weights[18]))
}

func (m Memory) sameDay(grade Grade) float64 {
	growth := math.Exp(weights[17]*(float64(grade-Good)+weights[18])) * math.Pow(m.Stability, -weights[19])
	if grade >= Good {
		growth = max(growth, 1)
	}
	return m.Stability * growth
}
