@echo off
rem Runs Kiln. Builds it first if it was never built or its sources have changed since.
rem Paths may hold any character, such as the parenthesis of "Program Files (x86)": so none stands unquoted inside of a block.
setlocal
set "KILN_ROOT=%~dp0"
set "KILN_BUILT=%KILN_ROOT%artifacts\kiln"
set "KILN_LOCK=%KILN_ROOT%artifacts\lock"
call :changed && call :build
if errorlevel 2 exit /b 1
if not defined DOTNET_ROOT if exist "%KILN_BUILT%\dotnet-root" set /p DOTNET_ROOT=<"%KILN_BUILT%\dotnet-root"
rem Programs can list their environment; these are not theirs.
set "KILN_ROOT="
set "KILN_BUILT="
set "KILN_LOCK="
set "KILN_PATIENCE="
"%~dp0artifacts\kiln\kiln.exe" %*
exit /b %errorlevel%

rem Ends with 0 if there is something to build, else with 1. Folders count only inside of projects: a project's own folder also changes
rem when bin and obj come and go. The script reads the paths from the environment, so that they need no quoting.
:changed
if not exist "%KILN_BUILT%\kiln.exe" exit /b 0
if not exist "%KILN_BUILT%\stamp" exit /b 0
powershell -NoProfile -NonInteractive -Command ^
 "$stamp = (Get-Item -LiteralPath ($env:KILN_BUILT + '\stamp')).LastWriteTimeUtc;" ^
 "$source = $env:KILN_ROOT + 'src\';" ^
 "$single = 'Directory.Build.props', 'Directory.Packages.props', 'global.json' | ForEach-Object { Get-Item -LiteralPath ($env:KILN_ROOT + $_) };" ^
 "foreach ($file in $single) { if ($file.LastWriteTimeUtc -gt $stamp) { exit 0 } };" ^
 "foreach ($item in Get-ChildItem -LiteralPath $source -Recurse) {" ^
 "  $name = $item.FullName.Substring($source.Length);" ^
 "  if ($item.LastWriteTimeUtc -le $stamp -or $name -match '(^|[\\/])(bin|obj)([\\/]|$)') { continue };" ^
 "  if (-not $item.PSIsContainer -or $name -match '[\\/]') { exit 0 }" ^
 "};" ^
 "exit 1"
exit /b %errorlevel%

rem Ends with 2 if it fails.
:build
where dotnet >nul 2>nul || goto nodotnet
if not exist "%KILN_ROOT%artifacts" mkdir "%KILN_ROOT%artifacts" 2>nul
if not exist "%KILN_ROOT%artifacts" goto nowrite
rem A folder is made or not in one step, so only one process gets the lock. One that was killed leaves it behind: after ten minutes
rem it counts as such.
set KILN_PATIENCE=600
:wait
mkdir "%KILN_LOCK%" 2>nul && goto locked
set /a KILN_PATIENCE-=1 >nul
if %KILN_PATIENCE% equ 0 rmdir /s /q "%KILN_LOCK%" 2>nul
if %KILN_PATIENCE% lss 0 goto nowrite
ping -n 2 127.0.0.1 >nul
goto wait

:locked
rem Another process may have built while this one waited.
call :changed
if errorlevel 1 goto unlock
echo building Kiln, as on first use and after every change of its sources 1>&2
if exist "%KILN_BUILT%.new" rmdir /s /q "%KILN_BUILT%.new"
if exist "%KILN_BUILT%.old" rmdir /s /q "%KILN_BUILT%.old"
mkdir "%KILN_BUILT%.new"
rem Before the build, so that what changes while it runs counts as changed.
type nul > "%KILN_BUILT%.new\stamp"
dotnet publish "%KILN_ROOT%src\Kiln.Cli\Kiln.Cli.csproj" -c Release --nologo -v quiet --artifacts-path "%KILN_ROOT%artifacts\build" -o "%KILN_BUILT%.new" > "%KILN_ROOT%artifacts\build.log" 2>&1 < nul
if errorlevel 1 goto buildfailed
call :noteruntime
rem Files of a running program cannot be replaced. A folder that holds some cannot be renamed either, so then nothing is lost.
if not exist "%KILN_BUILT%" goto install
move "%KILN_BUILT%" "%KILN_BUILT%.old" >nul 2>nul || goto inuse
:install
move "%KILN_BUILT%.new" "%KILN_BUILT%" >nul 2>nul || goto inuse
if exist "%KILN_BUILT%.old" rmdir /s /q "%KILN_BUILT%.old" 2>nul
:unlock
rmdir "%KILN_LOCK%"
exit /b 0

rem The runtime belongs to the SDK that builds; a program finds it by itself only in the usual places.
:noteruntime
setlocal
set "DOTNET_ROOT="
"%KILN_BUILT%.new\kiln.exe" --version >nul 2>nul && exit /b 0
set "KILN_RUNTIME="
for /f "tokens=2 delims=[]" %%p in ('dotnet --list-runtimes ^| findstr /b /c:"Microsoft.NETCore.App "') do for %%d in ("%%p\..\..") do set "KILN_RUNTIME=%%~fd"
if defined KILN_RUNTIME <nul set /p "=%KILN_RUNTIME%" > "%KILN_BUILT%.new\dotnet-root"
exit /b 0

:nodotnet
echo error: there is no 'dotnet' on the path; install the .NET SDK 10 and try again 1>&2
exit /b 2

:nowrite
echo error: cannot write to "%KILN_ROOT%artifacts"; Kiln builds itself there on first use 1>&2
exit /b 2

:buildfailed
type "%KILN_ROOT%artifacts\build.log" 1>&2
echo error: Kiln does not build; what the compiler says is above and in "%KILN_ROOT%artifacts\build.log" 1>&2
rmdir "%KILN_LOCK%"
exit /b 2

:inuse
echo error: Kiln has changed, but the built one is in use; end the programs that it runs and try again 1>&2
rmdir "%KILN_LOCK%"
exit /b 2
