# gnuplot -e "folder='...'" plot.gp: ratios.svg and crossing.svg from the data of bench_report_data.
set datafile separator "\t"
set terminal svg size 1500,1000 dynamic background "white" font "sans-serif,11"

ratios = folder . "/ratios.tsv"
workloads = "1:1 4:1 100:1 50:4 seed post-1 post-4 batch-64"
regimes = "free one-cpu two-cpus free+hog"

set output folder . "/ratios.svg"
set multiplot layout 2,4 title "Time for a job, as a multiple of mutex+cond in the same round (median, middle half)"
set logscale x
set grid xtics
set xrange [0.002:300]
set yrange [:] reverse
set format x "%g"
set arrow 1 from 1, graph 0 to 1, graph 1 nohead dashtype 2
set key off
do for [w = 1:words(workloads)] {
    set title word(workloads, w) noenhanced
    if (w == words(workloads)) { set key bottom right }
    plot for [r = 1:words(regimes)] ratios every ::1 \
        using ((strcol(1) eq word(workloads, w) && strcol(2) eq word(regimes, r)) ? $4 : NaN):($3 + 0.18 * (r - 2.5)):5:6:ytic(7) \
        with xerrorbars pointtype 7 pointsize 0.5 title word(regimes, r) noenhanced
}
unset multiplot

crossing = folder . "/crossing.tsv"
peers = '"direct call" "mutex+cond" "pinworker auto" "pinworker park"'
jobs = "add errno"

set output folder . "/crossing.svg"
set terminal svg size 1500,600 dynamic background "white" font "sans-serif,11"
unset arrow 1
set yrange [*:*] noreverse
set ytics auto
set xrange [0.8:1300]
set logscale xy
set xtics (1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024)
set format y "%g"
set xlabel "jobs in a batch"
set ylabel "ns for a job"
set grid xtics ytics
set key top right
quiet = "free one-cpu two-cpus"
set multiplot layout 1,3 title "What crossing to the worker costs a job (solid: addition; dashed: errno and thread-local)"
do for [r = 1:words(quiet)] {
    set title word(quiet, r) noenhanced
    plot for [j = 1:2] for [p = 1:words(peers)] crossing every ::1 \
        using ((strcol(1) eq word(jobs, j) && strcol(2) eq word(quiet, r) && strcol(3) eq word(peers, p)) ? $4 : NaN):5 \
        with linespoints linecolor p dashtype j pointtype 7 pointsize 0.4 title (j == 1 ? word(peers, p) : "") noenhanced
}
unset multiplot
