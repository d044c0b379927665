# gnuplot -e "folder='...'" plot.gp: ratios.svg and crossing.svg from the data of bench_report_data.
set datafile separator "\t"
set datafile missing NaN # lines go on over rows of other panels
svg(height) = sprintf("set terminal svg size 1700,%d dynamic background 'white' font 'sans-serif,10' noenhanced", height)
ratios = folder . "/ratios.tsv"
crossing = folder . "/crossing.tsv"
workloads = "1:1 4:1 100:1 50:4 seed post-1 post-4 batch-64"
regimes = "free one-cpu two-cpus free+hog"
quiet = "free one-cpu two-cpus"
jobs = "add errno"
peers = '"direct call" "mutex+cond" "pinworker auto" "pinworker park"'

# The ranges are set from all data: a panel may have none.
stats ratios every ::1 using 3 nooutput name "peer"
rows = exists("peer_max") ? peer_max + 1 : 1
stats crossing every ::1 using 5 nooutput name "cost"
highest = exists("cost_max") ? cost_max * 2 : 1e6

eval svg(1200)
set output folder . "/ratios.svg"
set multiplot layout 2,4 title "Time for a job, as a multiple of mutex+cond in the same round (median, middle half)"
set logscale x
set grid xtics
set xrange [0.0005:500]
set yrange [rows:-1]
set xtics (0.001, 0.01, 0.1, 1, 10, 100)
set format x "%g"
set key below horizontal
set arrow 1 from 1, graph 0 to 1, graph 1 nohead dashtype 2
do for [w = 1:words(workloads)] {
    set title word(workloads, w)
    plot ratios every ::1 using (1e-9):3:ytic(7) notitle, for [r = 1:words(regimes)] ratios every ::1 \
        using ((strcol(1) eq word(workloads, w) && strcol(2) eq word(regimes, r)) ? $4 : NaN):($3 + 0.2 * (r - 2.5)):5:6 \
        with xerrorbars pointtype 7 pointsize 0.4 title word(regimes, r)
}
unset multiplot

eval svg(600)
set output folder . "/crossing.svg"
unset arrow 1
unset ytics
set ytics
set xrange [0.8:1300]
set yrange [1:highest]
set logscale xy
set xtics (1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024)
set format y "%g"
set xlabel "jobs in a batch"
set ylabel "ns for a job"
set grid xtics ytics
set key inside top right vertical
set multiplot layout 1,3 title "What crossing to the worker costs a job (solid: addition; dashed: errno and thread-local)"
do for [r = 1:words(quiet)] {
    set title word(quiet, r)
    plot for [j = 1:words(jobs)] for [p = 1:words(peers)] crossing every ::1 \
        using ((strcol(1) eq word(jobs, j) && strcol(2) eq word(quiet, r) && strcol(3) eq word(peers, p)) ? $4 : NaN):5 \
        with linespoints linecolor p dashtype j pointtype 7 pointsize 0.4 title (j == 1 ? word(peers, p) : "")
}
unset multiplot
