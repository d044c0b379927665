// The seed's own worker, driven like the others: one goroutine, locked to its thread for life, that takes jobs from a
// channel and answers each on a channel of its own.
//
//	worker SHAPE CLIENTS WORKERS BATCH WARMUP JOBS WORKER_CPU BUFFER
//
// SHAPE is calls, seed, posts or batches, as in ../workloads. Prints three numbers: the time that JOBS jobs took, the
// CPU time, both in ns, and how often its threads gave a CPU up or lost it. Exit code 11: not every job ran.
package main

import (
	"fmt"
	"os"
	"runtime"
	"strconv"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
	"unsafe"
)

type cell struct {
	jobs uint64
	_    [56]byte
}

type job struct {
	cell  *cell
	reply chan int // nil: nobody waits
}

type worker struct {
	in   chan job
	done chan struct{}
	jobs uint64 // owned by loop
}

type pool struct {
	workers []*worker
	next    uint64
}

func start(buffer, cpu int) *worker {
	w := &worker{in: make(chan job, buffer), done: make(chan struct{})}
	started := make(chan struct{})
	go w.loop(cpu, started)
	<-started
	return w
}

func (w *worker) loop(cpu int, started chan<- struct{}) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	defer close(w.done)
	if cpu >= 0 {
		pinThread(cpu)
	}
	close(started)
	for j := range w.in {
		w.jobs++
		j.cell.jobs++
		if j.reply != nil {
			j.reply <- 0
		}
	}
}

func pinThread(cpu int) {
	var set [16]uint64
	set[cpu/64] = 1 << (cpu % 64)
	_, _, errno := syscall.RawSyscall(syscall.SYS_SCHED_SETAFFINITY, 0, unsafe.Sizeof(set),
		uintptr(unsafe.Pointer(&set)))
	if errno != 0 {
		fail("sched_setaffinity: " + errno.Error())
	}
}

func (p *pool) turn() *worker {
	if len(p.workers) == 1 {
		return p.workers[0]
	}
	return p.workers[atomic.AddUint64(&p.next, 1)%uint64(len(p.workers))]
}

func (p *pool) submit(c *cell) int {
	reply := make(chan int, 1)
	p.turn().in <- job{c, reply}
	return <-reply
}

func (p *pool) post(c *cell) { p.turn().in <- job{c, nil} }

// ---- what the clients do: see ../workloads ----

func calls(p *pool, c *cell, jobs uint64, batch uint64) {
	for i := uint64(0); i < jobs; i++ {
		p.submit(c)
	}
}

func posts(p *pool, c *cell, jobs uint64, batch uint64) {
	for i := uint64(1); i < jobs; i++ {
		p.post(c)
	}
	p.submit(c)
}

func batches(p *pool, c *cell, jobs uint64, batch uint64) {
	for i := uint64(0); i < jobs; i += batch {
		posts(p, c, batch, batch)
	}
}

type client func(p *pool, c *cell, jobs uint64, batch uint64)

// Makes the clients, lets them go together, and gives the time from then on.
func ready(p *pool, cells []cell, run client, each, batch uint64) time.Duration {
	var made, ended sync.WaitGroup
	gate := make(chan struct{})
	for i := range cells {
		made.Add(1)
		ended.Add(1)
		go func(c *cell) {
			made.Done()
			<-gate
			run(p, c, each, batch)
			ended.Done()
		}(&cells[i])
	}
	made.Wait()
	began := time.Now()
	close(gate)
	ended.Wait()
	return time.Since(began)
}

// The same with making them in the time: seed task 3.
func fresh(p *pool, cells []cell) time.Duration {
	began := time.Now()
	var ended sync.WaitGroup
	for i := range cells {
		ended.Add(1)
		go func(c *cell) {
			calls(p, c, 10, 1)
			ended.Done()
		}(&cells[i])
	}
	ended.Wait()
	return time.Since(began)
}

func run(p *pool, cells []cell, shape string, jobs, batch uint64) time.Duration {
	each := jobs / uint64(len(cells))
	switch shape {
	case "calls":
		return ready(p, cells, calls, each, batch)
	case "posts":
		return ready(p, cells, posts, each, batch)
	case "batches":
		return ready(p, cells, batches, each, batch)
	case "seed":
		var took time.Duration
		for done := uint64(0); done < jobs; done += 10 * uint64(len(cells)) {
			took += fresh(p, cells)
		}
		return took
	}
	fail("no such shape: " + shape)
	return 0
}

func fail(message string) {
	fmt.Fprintln(os.Stderr, "worker.go: "+message)
	os.Exit(10)
}

func number(index int) int {
	if index >= len(os.Args) {
		fail("arguments are missing")
	}
	n, err := strconv.Atoi(os.Args[index])
	if err != nil {
		fail(err.Error())
	}
	return n
}

func used() (cpu, switches int64) {
	var usage syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &usage)
	return usage.Utime.Nano() + usage.Stime.Nano(), usage.Nvcsw + usage.Nivcsw
}

func main() {
	cells, workers, batch := make([]cell, number(2)), number(3), uint64(number(4))
	warmUp, jobs, workerCPU, buffer := uint64(number(5)), uint64(number(6)), number(7), number(8)
	p := &pool{}
	for i := 0; i < workers; i++ {
		p.workers = append(p.workers, start(buffer, workerCPU))
	}
	if warmUp > 0 {
		run(p, cells, os.Args[1], warmUp, batch)
	}
	cpuBefore, switchesBefore := used()
	took := run(p, cells, os.Args[1], jobs, batch)
	cpu, switches := used()
	var owned, asked uint64
	for _, w := range p.workers {
		close(w.in)
		<-w.done
		owned += w.jobs
	}
	for i := range cells {
		asked += cells[i].jobs
	}
	if owned != warmUp+jobs || asked != warmUp+jobs {
		os.Exit(11)
	}
	fmt.Println(took.Nanoseconds(), cpu-cpuBefore, switches-switchesBefore)
}
