# pinworker_static_closure(OUT PREFIX): what a program that links our archive has to link as well, of a library that
# pkg_check_modules(PREFIX ...) found. All that the library's own archive needs, if it can be had: not everybody ships it
# (Debian's hwloc wants libudev, of which there is no archive). Else what its shared library needs, which is itself.
include(CheckCSourceCompiles)
include(CMakePushCheckState)

function(pinworker_static_closure out prefix)
    cmake_push_check_state(RESET)
    set(CMAKE_REQUIRED_LINK_OPTIONS -static)
    set(CMAKE_REQUIRED_LIBRARIES ${${prefix}_STATIC_LDFLAGS})
    set(CMAKE_REQUIRED_QUIET ON)
    check_c_source_compiles("int main(void) { return 0; }" ${prefix}_HAS_STATIC_CLOSURE)
    cmake_pop_check_state()
    if(${prefix}_HAS_STATIC_CLOSURE)
        set(flags ${${prefix}_STATIC_LDFLAGS})
    else()
        set(flags ${${prefix}_LDFLAGS})
    endif()
    list(TRANSFORM CMAKE_C_IMPLICIT_LINK_DIRECTORIES PREPEND -L OUTPUT_VARIABLE system)
    list(REMOVE_ITEM flags ${system})
    set(${out} ${flags} PARENT_SCOPE)
endfunction()
